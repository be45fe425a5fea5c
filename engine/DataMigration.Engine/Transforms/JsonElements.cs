using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using DataMigration.Data;

namespace DataMigration.Transforms;

/// <summary>The elements of JSON arrays, or what paths reach in them.</summary>
/// <param name="paths">For each field the keys that lead to its value; null = the element itself.</param>
internal sealed class JsonElements(string[][]? paths) : SplitValues
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly TextHeap _heap = new(4096);
    private readonly List<(int Start, int Length)>[] _slices = [.. Enumerable.Range(0, paths?.Length ?? 1).Select(_ => new List<(int, int)>())];

    public override string? Add(int row, ReadOnlySpan<byte> value)
    {
        int before = Count;
        try
        {
            using var document = JsonDocument.Parse(value.ToArray(), Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Null) return null;
            if (document.RootElement.ValueKind != JsonValueKind.Array) return "which is not a JSON array";
            foreach (var element in document.RootElement.EnumerateArray())
            {
                if (paths is not null && element.ValueKind != JsonValueKind.Object) return Undo("whose elements are not all objects, as `take` needs them");
                for (int i = 0; i < _slices.Length; i++) Append(_slices[i], paths is null ? element : Reach(element, paths[i]));
            }
            for (int i = before; i < _slices[0].Count; i++) AddParent(row);
            return null;
        }
        catch (JsonException)
        {
            return "which is not valid JSON";
        }
        catch (InvalidOperationException)
        {
            return Undo("which holds half a character (a lone surrogate)");
        }

        string Undo(string problem)
        {
            foreach (var slices in _slices) slices.RemoveRange(before, slices.Count - before);
            return problem;
        }
    }

    public override IReadOnlyList<Column> ToColumns()
    {
        var columns = new TextColumn[_slices.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = new TextColumn(DataType.Text, Count, _heap.AddReference());
            for (int row = 0; row < Count; row++)
                if (_slices[i][row] is { Length: >= 0 } slice) columns[i].SetSlice(row, slice.Start, slice.Length);
        }
        return columns;
    }

    public override void Dispose() => _heap.Release();

    protected override void AddNullValue()
    {
        foreach (var slices in _slices) slices.Add((0, -1));
    }

    private void Append(List<(int Start, int Length)> slices, JsonElement element)
    {
        if (element.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            slices.Add((0, -1));
            return;
        }
        var bytes = element.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetBytes(element.GetString()!) : JsonMarshal.GetRawUtf8Value(element);
        slices.Add((_heap.Append(bytes), bytes.Length));
    }

    private static JsonElement Reach(JsonElement element, string[] path)
    {
        foreach (string key in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(key, out var inner)) return default;
            element = inner;
        }
        return element;
    }
}
