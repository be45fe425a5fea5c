using DataMigration.Data;
using FsCheck;
using FsCheck.Fluent;

namespace DataMigration.Tests.Data;

public class BitmapTests
{
    [Fact]
    public void Behaves_like_an_array_of_booleans() => Prop.ForAll<bool[]>(ArbMap.Default.ArbFor<bool[]>(), bits =>
    {
        using var bitmap = new Bitmap(bits.Length);
        bitmap.CountSet().Should().Be(0);
        for (int i = 0; i < bits.Length; i++) bitmap[i] = bits[i];
        Enumerable.Range(0, bits.Length).Select(i => bitmap[i]).Should().Equal(bits);
        bitmap.CountSet().Should().Be(bits.Count(b => b));
        using var copy = new Bitmap(bits.Length);
        copy.CopyFrom(bitmap);
        for (int i = 0; i < bits.Length; i++) bitmap[i] = !bits[i];
        copy.CountSet().Should().Be(bits.Length - bitmap.CountSet());
    }).Check(Config.QuickThrowOnFailure);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1000)]
    public void All_set_leaves_the_bits_past_the_end_clear(int length)
    {
        using var bitmap = new Bitmap(length);
        bitmap.SetAll();
        bitmap.CountSet().Should().Be(length);
        bitmap.Words.Length.Should().Be((length + 63) / 64);
    }

    [Fact]
    public void A_bitmap_from_the_pool_starts_clear()
    {
        for (int i = 0; i < 10; i++)
        {
            using var bitmap = new Bitmap(500);
            bitmap.CountSet().Should().Be(0);
            bitmap.SetAll();
        }
    }
}
