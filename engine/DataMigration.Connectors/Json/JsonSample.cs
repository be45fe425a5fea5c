using System.Text;
using System.Text.Json;
using DataMigration.Connectors.Files;
using DataMigration.Data;

namespace DataMigration.Connectors.Json;

/// <summary>The first records of a source: which keys they have, and where objects and arrays stand.</summary>
internal sealed class JsonSample(TextEncoding encoding)
{
    public const int MaxRecords = 10_000;
    public const int MaxBytes = 1 << 24;

    private const int MaxPlaces = 100_000;

    private readonly Transcoder _transcoder = Transcoder.For(encoding);
    private readonly Place _root = new("");
    private int _records;
    private long _bytes;
    private int _places;

    public bool IsFull => _records >= MaxRecords || _bytes >= MaxBytes;

    /// <summary>Looks at the records of a block. Those that are not valid are passed over: reading will reject them.</summary>
    public void Add(Block block, bool lines)
    {
        var text = _transcoder.ToUtf8(block.Heap);
        _bytes += block.Heap.Used;
        var rest = text.Bytes.AsSpan(0, text.Used);
        while (_records < MaxRecords && (lines ? NextLine(ref rest) : NextElement(ref rest)) is { Length: > 0 } record) Add(record);
        text.Release();
    }

    /// <summary>The fields: the records' own keys in order of their first appearance, then those that are asked for by path. A source without records has the fields that are asked for.</summary>
    public IReadOnlyList<JsonField> Fields(IEnumerable<string> asked)
    {
        if (_root.Children.Count == 0) return [.. asked.Distinct().Select(n => JsonField.Of(new Field(n, DataType.Text)))];
        var fields = _root.Children.Select(c => new JsonField(new Field(c.Name, c.Type), true, false)).ToList();
        foreach (string name in asked.Distinct())
            if (!_root.ByName.ContainsKey(name) && JsonField.Path(name) is { } path && Find(path) is { } place)
                fields.Add(new JsonField(new Field(name, place.Type) { IsPart = true }, false, true));
        return fields;
    }

    private Place? Find(string[] path)
    {
        var place = _root;
        foreach (string key in path)
            if (!place.ByName.TryGetValue(key, out place)) return null;
        return place;
    }

    private void Add(ReadOnlySpan<byte> record)
    {
        _records++;
        if (IsObject(record)) Read(record);
    }

    private static bool IsObject(ReadOnlySpan<byte> record)
    {
        try
        {
            var reader = new Utf8JsonReader(record, new JsonReaderOptions { MaxDepth = JsonRecordReader.MaxDepth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            while (reader.Read())
                if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueIsEscaped) _ = reader.GetString();
            return true;
        }
        // The second: half a surrogate pair.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private void Read(ReadOnlySpan<byte> record)
    {
        var reader = new Utf8JsonReader(record, new JsonReaderOptions { MaxDepth = JsonRecordReader.MaxDepth });
        reader.Read();
        ReadObject(ref reader, _root);
    }

    /// <summary>The keys of most records come in one order: the next one is known by its bytes.</summary>
    private void ReadObject(ref Utf8JsonReader reader, Place place)
    {
        int next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var child = next < place.Children.Count && reader.ValueTextEquals(place.Children[next].Utf8Name) ? place.Children[next] : Named(place, reader.GetString()!);
            next = (child?.Position ?? next) + 1;
            reader.Read();
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && child is not null) child.HoldsJson = true;
            if (reader.TokenType == JsonTokenType.StartObject && child is not null) ReadObject(ref reader, child);
            else reader.Skip();
        }
    }

    private Place? Named(Place place, string name) => place.ByName.TryGetValue(name, out var child) || _places++ >= MaxPlaces ? child : place.Add(name);

    private static ReadOnlySpan<byte> NextLine(ref Span<byte> rest)
    {
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            line = line.Trim(" \t\r"u8);
            if (!line.IsEmpty) return line;
        }
        return [];
    }

    private static ReadOnlySpan<byte> NextElement(ref Span<byte> rest)
    {
        rest = rest.TrimStart(" \t\r\n,"u8);
        if (rest.IsEmpty) return [];
        var reader = new Utf8JsonReader(rest, new JsonReaderOptions { MaxDepth = JsonRecordReader.MaxDepth });
        reader.Read();
        reader.Skip();
        var element = rest[..(int)reader.BytesConsumed];
        rest = rest[element.Length..];
        return element;
    }

    /// <summary>A key at one place of the records.</summary>
    /// <param name="position">Among the keys beside it.</param>
    private sealed class Place(string name, int position = 0)
    {
        public string Name => name;

        public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

        public int Position => position;

        public bool HoldsJson { get; set; }

        public DataType Type => HoldsJson ? DataType.Json : DataType.Text;

        public List<Place> Children { get; } = [];

        public Dictionary<string, Place> ByName { get; } = new(StringComparer.Ordinal);

        public Place Add(string child)
        {
            var place = new Place(child, Children.Count);
            Children.Add(place);
            ByName.Add(child, place);
            return place;
        }
    }
}
