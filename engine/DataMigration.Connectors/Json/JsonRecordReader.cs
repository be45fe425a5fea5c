using System.Text;
using System.Text.Json;

namespace DataMigration.Connectors.Json;

/// <summary>
/// Reads any record of a block into cells, each value a slice of the block where it stands as it reads, and says what is wrong with it. One a decoder; nothing is allocated a value.
/// </summary>
internal sealed class JsonRecordReader
{
    /// <summary>Deeper is no record but an attack on whoever reads it next.</summary>
    public const int MaxDepth = 64;

    /// <summary>Keys beyond are not learned: they come from objects that are used as dictionaries.</summary>
    private const int MaxLearned = 4096;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    private readonly JsonFields _fields;
    private readonly string _undeclaredRemedy;
    private readonly JsonCells _cells;
    private readonly JsonFaults _faults;
    private readonly ManyKeys _manyKeys = new();
    private byte[] _scratch = new byte[256];
    private byte[] _bytes = [];
    private int _start;
    private int _learned;

    public JsonRecordReader(JsonFields fields, string undeclaredRemedy, JsonCells cells, JsonFaults faults) =>
        (_fields, _undeclaredRemedy, _cells, _faults) = (fields, undeclaredRemedy, cells, faults);

    private int Row => _cells.Rows - 1;

    /// <summary>Reads the record that starts here as the last row of the cells.</summary>
    /// <param name="bytes">The block's text.</param>
    /// <param name="start">Where the record starts.</param>
    /// <param name="end">Where it ends at the latest.</param>
    /// <param name="alone">Whether nothing may follow it before the end.</param>
    /// <returns>How many bytes it has.</returns>
    /// <exception cref="JsonException">It is not valid JSON.</exception>
    public int Read(byte[] bytes, int start, int end, bool alone)
    {
        (_bytes, _start) = (bytes, start);
        _manyKeys.Clear();
        var reader = new Utf8JsonReader(bytes.AsSpan(start..end), Options);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            ReadObject(ref reader, _fields.Root, true);
        }
        else
        {
            Fault(JsonRules.Malformed, $"The record is {JsonFit.Name(JsonFit.KindOf(reader.TokenType))}, and an object is wanted", 0);
            ReadValue(ref reader, null, false);
        }
        int length = (int)reader.BytesConsumed;
        // Only white space may follow; the reader complains about anything else.
        if (alone) reader.Read();
        return length;
    }

    private void ReadObject(ref Utf8JsonReader reader, JsonNode? node, bool assign)
    {
        long instance = ++_fields.Instances;
        JsonNode? previous = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = Unescaped(ref reader);
            var child = node?.Find(key, previous);
            if (child is null && node is not null && _learned < MaxLearned)
            {
                child = node.Add(key);
                _learned++;
            }
            bool seen = child is null ? !_manyKeys.Add(instance, key) : child.SeenIn == instance;
            if (seen) Fault(JsonRules.Malformed, $"The key '{Show(key)}' comes twice", (int)reader.TokenStartIndex);
            bool known = assign && !seen && child is { IsKnown: true };
            if (assign && !known && !seen && child is not { IsIgnored: true } && node!.IsClosed && _fields.RejectsUndeclared)
                Fault(JsonRules.Columns, $"The key '{Show(key)}' {_undeclaredRemedy}", (int)reader.TokenStartIndex);
            if (child is not null)
            {
                child.SeenIn = instance;
                previous = child;
            }
            reader.Read();
            ReadValue(ref reader, child, known);
        }
    }

    private void ReadValue(ref Utf8JsonReader reader, JsonNode? node, bool assign)
    {
        var token = reader.TokenType;
        int at = (int)reader.TokenStartIndex, field = assign ? node!.Field : -1;
        if (field >= 0 && node!.Yields && _cells.IsSet(field)) field = -1;
        switch (token)
        {
            case JsonTokenType.StartObject:
                ReadObject(ref reader, node, assign && node!.HasFields);
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) ReadValue(ref reader, node, false);
                break;
            case JsonTokenType.String when field >= 0 && !_fields.IsJson(field):
                ReadString(ref reader, field);
                return;
            case JsonTokenType.String when reader.ValueIsEscaped:
                Unescaped(ref reader);
                break;
            case JsonTokenType.Null:
                if (field >= 0) _cells.SetNull(field);
                return;
        }
        if (!assign) return;
        var kind = JsonFit.KindOf(token);
        int length = (int)reader.BytesConsumed - at;
        if (field >= 0)
        {
            if (!_fields.Takes(field, kind)) _faults.AddKind(Row, field, kind, _bytes.AsSpan(_start + at, length));
            else if (kind == JsonKinds.Number && _fields.WantsPlain(field, reader.ValueSpan)) _cells.SetPlain(field, _start + at, reader.ValueSpan);
            else _cells.Set(field, _start + at, length);
        }
        else if (node!.Field < 0 && kind != JsonKinds.Object)
        {
            _faults.AddNoWay(Row, FirstField(node), kind, _bytes.AsSpan(_start + at, length));
        }
    }

    private void ReadString(ref Utf8JsonReader reader, int field)
    {
        int at = (int)reader.TokenStartIndex + 1, length = reader.ValueSpan.Length;
        if (!reader.ValueIsEscaped)
        {
            _cells.Set(field, _start + at, length);
            return;
        }
        if (JsonEscapes.TryUnescape(reader.ValueSpan, _cells.Reserve(length), out int written)) _cells.SetKept(field, written);
        else FaultSurrogate(at - 1);
    }

    /// <summary>The text of the string at hand, in the block or in a buffer that the next one overwrites.</summary>
    private ReadOnlySpan<byte> Unescaped(ref Utf8JsonReader reader)
    {
        var value = reader.ValueSpan;
        if (!reader.ValueIsEscaped) return value;
        if (_scratch.Length < value.Length) _scratch = new byte[value.Length * 2];
        if (JsonEscapes.TryUnescape(value, _scratch, out int written)) return _scratch.AsSpan(0, written);
        FaultSurrogate((int)reader.TokenStartIndex);
        return value;
    }

    private void FaultSurrogate(int at) => Fault(JsonRules.Encoding, "The record holds half a surrogate pair (\\ud800 to \\udfff), which is no character", at);

    private void Fault(Failures.Rule rule, string message, int at) => _faults.Add(new JsonFault(Row, rule, message, _start + at));

    private static int FirstField(JsonNode node) => node.Field >= 0 ? node.Field : FirstField(node.Children.First(c => c.IsKnown));

    private static string Show(ReadOnlySpan<byte> key) => Encoding.UTF8.GetString(key[..Math.Min(key.Length, 100)]);
}
