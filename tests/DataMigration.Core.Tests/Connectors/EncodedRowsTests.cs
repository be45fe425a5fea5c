using System.Text;
using DataMigration.Connectors;
using DataMigration.Data;
using FsCheck;
using FsCheck.Fluent;

namespace DataMigration.Tests.Connectors;

public class EncodedRowsTests
{
    /// <summary>Whatever rows were encoded and whichever of them are dropped later: the bytes are those of the rest, in order.</summary>
    [Fact]
    public void Gives_the_bytes_of_the_rows_selected_now() => Prop.ForAll<byte[][], int, int>(
        ArbMap.Default.ArbFor<byte[][]>(), ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<int>(), (rows, encode, keep) =>
        {
            using var selection = Pick(Selection.All(rows.Length), rows.Length, encode);
            using var encoded = new EncodedRows(selection.Count, 1);
            foreach (int row in selection.Rows)
            {
                rows[row].CopyTo(encoded.Reserve(rows[row].Length));
                encoded.Advance(rows[row].Length);
                encoded.EndRow(row);
            }
            encoded.Length.Should().Be(selection.Rows.ToArray().Sum(r => rows[r].Length));
            Pick(selection, rows.Length, keep);
            var taken = new List<byte>();
            int runs = 0;
            encoded.Take(selection, bytes =>
            {
                runs++;
                taken.AddRange(bytes.Span);
            });
            taken.Should().Equal(selection.Rows.ToArray().SelectMany(r => rows[r]));
            runs.Should().BeLessThanOrEqualTo(selection.Count);
            int cut = selection.Count == 0 ? 0 : (keep & int.MaxValue) % (selection.Count + 1);
            taken.Clear();
            encoded.Take(selection, 0, cut, bytes => taken.AddRange(bytes.Span));
            taken.Should().Equal(selection.Rows[..cut].ToArray().SelectMany(r => rows[r]));
            encoded.Take(selection, cut, selection.Count - cut, bytes => taken.AddRange(bytes.Span));
            taken.Should().Equal(selection.Rows.ToArray().SelectMany(r => rows[r]));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Neighbours_come_as_one_run()
    {
        using var encoded = new EncodedRows(6, 1);
        for (int row = 0; row < 6; row++)
        {
            encoded.Reserve(1)[0] = (byte)('a' + row);
            encoded.Advance(1);
            encoded.EndRow(row);
        }
        using var selection = Selection.All(6);
        using var dropped = new Bitmap(6);
        dropped[0] = dropped[3] = true;
        selection.Remove(dropped);
        var runs = new List<string>();
        encoded.Take(selection, bytes => runs.Add(Encoding.ASCII.GetString(bytes.Span)));
        runs.Should().Equal("bc", "ef");
    }

    [Fact]
    public void A_row_that_was_not_encoded_is_a_fault_of_ours()
    {
        using var encoded = new EncodedRows(1, 1);
        encoded.EndRow(0);
        using var selection = Selection.All(2);
        encoded.Invoking(e => e.Take(selection, _ => { })).Should().Throw<InvalidOperationException>();
    }

    private static Selection Pick(Selection selection, int length, int bits)
    {
        using var dropped = new Bitmap(length);
        for (int i = 0; i < length; i++) dropped[i] = ((bits >> (i % 31)) & 1) == 0;
        selection.Remove(dropped);
        return selection;
    }
}
