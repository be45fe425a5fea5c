using System.Text.Json;

namespace DataMigration.Connectors.Json;

/// <summary>Follows a pointer through the tokens of a document until it stands at the value that is meant. Stateful: one a document.</summary>
internal sealed class ArrayFinder(JsonPointer pointer)
{
    // For each container on the way that has been entered: whether it is an array, and how many of its elements have been seen.
    private readonly bool[] _isArray = new bool[pointer.Steps.Count + 1];
    private readonly int[] _index = new int[pointer.Steps.Count + 1];
    private int _entered;
    private bool _keyMatches;

    /// <summary>Takes the next token. True when it starts the value that the pointer leads to; only the first one counts.</summary>
    public bool IsThere(ref Utf8JsonReader reader)
    {
        var token = reader.TokenType;
        if (token is JsonTokenType.EndObject or JsonTokenType.EndArray)
        {
            if (reader.CurrentDepth == _entered - 1) _entered--;
            return false;
        }
        // A container that has been entered holds its values at the depth that is its own number.
        if (reader.CurrentDepth != _entered) return false;
        if (token == JsonTokenType.PropertyName)
        {
            _keyMatches = reader.ValueTextEquals(pointer.Steps[_entered - 1]);
            return false;
        }
        if (_entered > 0 && !IsNext()) return false;
        if (_entered == pointer.Steps.Count) return true;
        if (token is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return false;
        _entered++;
        _isArray[_entered] = token == JsonTokenType.StartArray;
        _index[_entered] = 0;
        return false;
    }

    private bool IsNext() => _isArray[_entered] ? _index[_entered]++ == pointer.IndexAt(_entered - 1) : _keyMatches;
}
