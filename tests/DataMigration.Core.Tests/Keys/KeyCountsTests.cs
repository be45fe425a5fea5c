using DataMigration.Keys;

namespace DataMigration.Tests.Keys;

public sealed class KeyCountsTests
{
    [Fact]
    public void Every_reading_finds_what_was_counted()
    {
        using var counts = new KeyCounts(Path.GetTempPath());
        foreach (int key in new[] { 7, 8, 7, 7 }) counts.Increment((UInt128)key);
        for (int reading = 0; reading < 3; reading++)
        {
            counts.Restart();
            counts.Left.Should().Be(4);
            // The second reading breaks off: the third begins anew all the same.
            new[] { 7, 8, 7 }.Select(k => counts.Decrement((UInt128)k)).Should().Equal(2, 0, 1);
            if (reading == 1) continue;
            counts.Decrement(7).Should().Be(0);
            counts.Left.Should().Be(0);
            new[] { 7, 8, 9 }.Select(k => counts.Decrement((UInt128)k)).Should().Equal(-1, -1, -1);
        }
    }
}
