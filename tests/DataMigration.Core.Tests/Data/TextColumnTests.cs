using System.Text;
using DataMigration.Data;
using FsCheck;
using FsCheck.Fluent;

namespace DataMigration.Tests.Data;

public class TextColumnTests
{
    [Fact]
    public void Holds_what_it_was_given_however_its_heap_grows() => Prop.ForAll<string?[]>(ArbMap.Default.ArbFor<string?[]>(), values =>
    {
        using var column = new TextColumn(DataType.Text, values.Length, heapCapacity: 1);
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] is not { } value) continue;
            if (i % 2 == 0) column.Append(i, value.AsSpan());
            else column.Append(i, Encoding.UTF8.GetBytes(value));
        }
        // Lone surrogates have no UTF-8; they come back as U+FFFD.
        var expected = values.Select(v => v is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(v)));
        Enumerable.Range(0, values.Length).Select(column.GetString).Should().Equal(expected);
        column.Validity.CountSet().Should().Be(values.Count(v => v is not null));
    }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Columns_share_a_heap_until_the_last_one_goes()
    {
        var heap = new TextHeap(16);
        int start = heap.Append("  trimmed  "u8);
        var whole = new TextColumn(DataType.Text, 1, heap.AddReference());
        var part = new TextColumn(DataType.Text, 1, heap);
        whole.SetSlice(0, start, 11);
        part.SetSlice(0, start + 2, 7);
        whole.Dispose();
        part.GetString(0).Should().Be("trimmed");
        part.Dispose();
        heap.Bytes.Should().BeEmpty();
    }

    [Fact]
    public void Disposing_twice_gives_back_one_reference_only()
    {
        var heap = new TextHeap(16);
        var column = new TextColumn(DataType.Text, 1, heap.AddReference());
        column.Dispose();
        column.Dispose();
        heap.Bytes.Should().NotBeEmpty();
        heap.Release();
    }

    [Fact]
    public void A_row_made_null_is_null_again()
    {
        using var column = new TextColumn(DataType.Text, 2);
        column.Append(0, "x"u8);
        column.IsNull(1).Should().BeTrue();
        column.SetNull(0);
        column.GetString(0).Should().BeNull();
    }
}
