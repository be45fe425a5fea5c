using System.Text;
using DataMigration.Data;
using FsCheck;
using FsCheck.Fluent;

namespace DataMigration.Tests.Data;

public class TextHeapTests
{
    [Fact]
    public void Growing_keeps_everything_in_place() => Prop.ForAll<byte[][]>(ArbMap.Default.ArbFor<byte[][]>(), pieces =>
    {
        var heap = new TextHeap(1);
        var starts = new List<int>();
        foreach (byte[] piece in pieces)
        {
            starts.Add(heap.Append(piece));
            // Room that is never claimed leaves no trace.
            heap.Reserve(300).Fill(0xAA);
        }
        heap.Used.Should().Be(pieces.Sum(p => p.Length));
        for (int i = 0; i < pieces.Length; i++) heap.Bytes.AsSpan(starts[i], pieces[i].Length).ToArray().Should().Equal(pieces[i]);
        heap.Release();
        heap.Used.Should().Be(0);
    }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Claims_what_was_filled()
    {
        var heap = new TextHeap(4);
        heap.Append("ab"u8);
        "cd"u8.CopyTo(heap.Reserve(2));
        heap.Advance(2).Should().Be(2);
        Encoding.ASCII.GetString(heap.Bytes, 0, heap.Used).Should().Be("abcd");
        heap.Release();
    }
}
