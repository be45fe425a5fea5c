using DataMigration.Configuration.Syntax;

namespace DataMigration.Configuration.Shapes;

/// <summary>Lays the declared shapes over a syntax tree. Recursive: the tree's depth is limited.</summary>
internal static class PlaceReader
{
    public static Place Read(YamlNode root, RecordShape shape) => Fill(new Place { Node = root, Shape = shape, IsShort = shape.IsShort(root) });

    private static Place Fill(Place place)
    {
        if (place.IsShort)
        {
            var key = ((RecordShape)place.Shape).Shorthand!;
            Add(place, place.Node, key.Shape, null, key);
            return place;
        }
        switch (place.Shape, place.Node)
        {
            case (ListShape list, YamlSequence sequence):
                foreach (var item in sequence.Items) Add(place, item, list.Item, null, place.Key);
                break;
            case (DictionaryShape dictionary, YamlMapping mapping):
                foreach (var entry in mapping.Entries) Add(place, entry.Value, dictionary.Value, entry, place.Key);
                break;
            case (RecordShape record, YamlMapping mapping):
                foreach (var entry in mapping.Entries) AddKey(place, record, entry);
                break;
        }
        return place;
    }

    private static void AddKey(Place place, RecordShape record, YamlEntry entry)
    {
        if (record.Find(entry.Key.Text) is { } key) Add(place, entry.Value, key.Shape, entry, key);
        else if (record.Slot?.Components.GetValueOrDefault(entry.Key.Text) is { } component)
            place.Children.Add(Fill(new Place
            {
                Node = entry.Value, Shape = component.Options, Parent = place, Number = place.Children.Count + 1, Entry = entry, Component = component.Component, IsShort = component.Options.IsShort(entry.Value),
            }));
    }

    private static void Add(Place parent, YamlNode node, Shape shape, YamlEntry? entry, KeyShape? key) =>
        parent.Children.Add(Fill(new Place { Node = node, Shape = shape, Parent = parent, Number = parent.Children.Count + 1, Entry = entry, Key = key, IsShort = shape is RecordShape record && record.IsShort(node) }));
}
