using DataMigration.Configuration.Shapes;
using DataMigration.Configuration.Syntax;

namespace DataMigration.Configuration.Schema;

/// <summary>What the schema says about one place, gathered before a word is said, so that one mistake gives one message.</summary>
internal sealed class PlaceFindings(Place place)
{
    public Place Place { get; } = place;

    /// <summary>The value itself: of the wrong kind, not one of the words, out of range.</summary>
    public bool IsValueWrong { get; set; }

    public bool IsTooShort { get; set; }

    /// <summary>Not exactly one component.</summary>
    public bool IsSlotWrong { get; set; }

    public List<YamlEntry> Unknown { get; } = [];

    public List<KeyShape> Missing { get; } = [];
}
