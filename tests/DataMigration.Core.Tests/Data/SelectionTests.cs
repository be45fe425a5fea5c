using DataMigration.Data;
using FsCheck;
using FsCheck.Fluent;

namespace DataMigration.Tests.Data;

public class SelectionTests
{
    [Fact]
    public void Removing_keeps_the_others_in_order() => Prop.ForAll<bool[], bool[]>(ArbMap.Default.ArbFor<bool[]>(), ArbMap.Default.ArbFor<bool[]>(), (first, second) =>
    {
        int length = Math.Min(first.Length, second.Length);
        using var selection = Selection.All(length);
        using var untouched = selection.Clone();
        var expected = Enumerable.Range(0, length).ToList();
        foreach (bool[] drop in new[] { first, second })
        {
            using var dropped = new Bitmap(length);
            for (int i = 0; i < length; i++) dropped[i] = drop[i];
            int before = expected.Count;
            expected.RemoveAll(row => drop[row]);
            selection.Remove(dropped).Should().Be(before - expected.Count);
            selection.Rows.ToArray().Should().Equal(expected);
        }
        untouched.Rows.ToArray().Should().Equal(Enumerable.Range(0, length));
    }).Check(Config.QuickThrowOnFailure);
}
