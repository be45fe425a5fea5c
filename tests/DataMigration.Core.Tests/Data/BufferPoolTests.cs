namespace DataMigration.Data;

public sealed class BufferPoolTests
{
    /// <summary>A type whose pool no other test uses.</summary>
    private readonly record struct Own(int Value);

    private readonly record struct Referring(string? Text);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 16)]
    [InlineData(16, 16)]
    [InlineData(17, 32)]
    [InlineData(1000, 1024)]
    [InlineData(1024, 1024)]
    [InlineData(1025, 2048)]
    [InlineData(1 << 22, 1 << 22)]
    [InlineData((1 << 22) + 1, (1 << 22) + 1)]
    public void An_array_has_room_for_what_was_asked_for(int asked, int length) => BufferPool.Of<byte>().Rent(asked).Should().HaveCount(length);

    [Fact]
    public void An_array_that_was_given_back_is_given_out_again_as_it_was()
    {
        var pool = BufferPool.Of<Own>();
        var first = pool.Rent(20);
        var second = pool.Rent(32);
        second.Should().NotBeSameAs(first);
        first[3] = new Own(7);
        pool.Return(first);
        pool.Rent(33).Should().NotBeSameAs(first);
        var again = pool.Rent(17);
        again.Should().BeSameAs(first);
        again[3].Value.Should().Be(7);
        pool.Return(again, clearArray: true);
        pool.Rent(32)[3].Value.Should().Be(0);
    }

    [Fact]
    public void Arrays_of_other_lengths_are_dropped()
    {
        var pool = BufferPool.Of<long>();
        foreach (int length in new[] { 0, 1, 8, 48, (1 << 22) + 1, 1 << 23 })
        {
            var foreign = new long[length];
            pool.Return(foreign);
            pool.Rent(length).Should().Match<long[]>(a => length == 0 || !ReferenceEquals(a, foreign));
        }
    }

    [Fact]
    public void Nothing_is_kept_alive_by_an_array_that_nobody_uses()
    {
        var pool = BufferPool.Of<Referring>();
        var array = pool.Rent(16);
        array[0] = new Referring("a");
        pool.Return(array);
        pool.Rent(16)[0].Text.Should().BeNull();
    }

    [Fact]
    public void No_two_threads_have_one_array()
    {
        var pool = BufferPool.Of<int>();
        int doubled = 0;
        Parallel.For(0, 8, thread =>
        {
            for (int i = 0; i < 2000; i++)
            {
                int[][] mine = [.. Enumerable.Range(0, 8).Select(_ => pool.Rent(100))];
                foreach (int[] array in mine) array.AsSpan().Fill(thread);
                foreach (int[] array in mine)
                {
                    if (array.AsSpan().ContainsAnyExcept(thread)) Interlocked.Increment(ref doubled);
                    pool.Return(array);
                }
            }
        });
        doubled.Should().Be(0);
    }
}
