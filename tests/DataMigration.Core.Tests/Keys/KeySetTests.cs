using DataMigration.Failures;
using DataMigration.Keys;
using FsCheck;
using FsCheck.Fluent;

namespace DataMigration.Tests.Keys;

public sealed class KeySetTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"keys-{Guid.NewGuid():N}");

    [Fact]
    public void It_agrees_with_a_set_whatever_the_keys_and_wherever_it_spills() =>
        Prop.ForAll<int[], byte>((keys, limit) =>
        {
            using var set = new KeySet(_folder, limit);
            var model = new HashSet<int>();
            // Small hashes on purpose: neighbours in the table, and the key 0.
            bool agrees = keys.All(key => set.Contains(Hash(key)) == model.Contains(key) && set.Add(Hash(key)) == model.Add(key));
            return agrees && set.Count == model.Count && set.HasSpilled == model.Count > limit;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Three_million_keys_leave_the_heap_and_none_is_lost()
    {
        const int Count = 3_000_000;
        using (var set = new KeySet(_folder))
        {
            for (int i = 0; i < Count; i++) set.Add(Scattered(i));
            set.HasSpilled.Should().BeTrue();
            set.Count.Should().Be(Count);
            for (int i = 0; i < Count; i += 7) set.Contains(Scattered(i)).Should().BeTrue();
            for (int i = Count; i < Count + 1000; i++) set.Contains(Scattered(i)).Should().BeFalse();
            Directory.GetFiles(_folder).Should().ContainSingle();
        }
        Directory.GetFiles(_folder).Should().BeEmpty();
    }

    [Fact]
    public void Nothing_is_written_before_the_limit()
    {
        using var set = new KeySet(_folder, 10);
        for (int i = 0; i < 10; i++) set.Add(Scattered(i));
        Directory.Exists(_folder).Should().BeFalse();
        set.Add(Scattered(10));
        Directory.GetFiles(_folder).Should().ContainSingle();
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_a_failure_with_a_code()
    {
        File.WriteAllText(_folder, "in the way");
        using var set = new KeySet(_folder, 0);
        var add = () => set.Add(1);
        add.Should().Throw<MigrationException>().Which.Diagnostic.Code.Should().Be("DM3091");
        File.Delete(_folder);
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    // Distinct for distinct keys, 0 among them.
    private static UInt128 Hash(int key) => key >= 0 ? (UInt128)(2 * (long)key) : (UInt128)(-2 * (long)key - 1 + 2);

    private static UInt128 Scattered(int i) => new((ulong)i * 0x9E3779B97F4A7C15, (ulong)i * 0xBF58476D1CE4E5B9 + 1);
}
