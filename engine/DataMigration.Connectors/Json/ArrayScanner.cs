using System.Text.Json;
using System.Text.Unicode;
using DataMigration.Connectors.Files;
using DataMigration.Failures;

namespace DataMigration.Connectors.Json;

/// <summary>Reads a document piece by piece and says where its array of records opens, where elements end, and where it closes. Everything else is read for its validity. One a document.</summary>
internal sealed class ArrayScanner
{
    private readonly InputFile _file;
    private readonly JsonPointer _pointer;
    private readonly ArrayFinder _finder;
    private JsonReaderState _state;
    private int _arrayDepth = -1;
    private bool _closed;

    public ArrayScanner(InputFile file, JsonPointer pointer)
    {
        (_file, _pointer, _finder) = (file, pointer, new ArrayFinder(pointer));
        _state = new JsonReaderState(new JsonReaderOptions { MaxDepth = JsonRecordReader.MaxDepth + pointer.Steps.Count + 1 });
    }

    /// <summary>Whether the array is open.</summary>
    public bool IsInside => _arrayDepth >= 0 && !_closed;

    /// <summary>Bytes of the last piece that have been read.</summary>
    public int Consumed { get; private set; }

    /// <summary>Bytes of the last piece behind which its last whole element ended, 0 where none did.</summary>
    public int LastEnd { get; private set; }

    /// <summary>Goes on.</summary>
    /// <param name="piece">What follows the bytes consumed so far.</param>
    /// <param name="final">Nothing follows the piece.</param>
    /// <param name="target">Bytes of the piece that a block should fill.</param>
    /// <param name="lineAt">The 1-based line on which a byte of the piece stands.</param>
    /// <param name="offset">Where it starts.</param>
    /// <exception cref="MigrationException">The document is not valid, or there is no such array in it.</exception>
    public ArrayScan Scan(ReadOnlySpan<byte> piece, bool final, int target, Func<int, long> lineAt, long offset)
    {
        var reader = new Utf8JsonReader(piece, final, _state);
        LastEnd = 0;
        var result = ArrayScan.NeedsMore;
        try
        {
            while (result == ArrayScan.NeedsMore && reader.Read()) result = IsInside ? Inside(ref reader, target) : Outside(ref reader, lineAt, offset);
        }
        catch (JsonException e)
        {
            throw Malformed(e, offset + reader.BytesConsumed);
        }
        Consumed = (int)reader.BytesConsumed;
        _state = reader.CurrentState;
        if (final && result == ArrayScan.NeedsMore && _arrayDepth < 0) throw new MigrationException(JsonMessages.NothingThere.At(_file.Path.Span, _file.Name, _pointer.Text));
        return result;
    }

    private ArrayScan Inside(ref Utf8JsonReader reader, int target)
    {
        int depth = reader.CurrentDepth;
        if (depth > _arrayDepth + 1) return ArrayScan.NeedsMore;
        if (depth == _arrayDepth)
        {
            _closed = true;
            return ArrayScan.Closed;
        }
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName) return ArrayScan.NeedsMore;
        LastEnd = (int)reader.BytesConsumed;
        return LastEnd >= target ? ArrayScan.Cut : ArrayScan.NeedsMore;
    }

    private ArrayScan Outside(ref Utf8JsonReader reader, Func<int, long> lineAt, long offset)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !Utf8.IsValid(reader.ValueSpan))
            throw new MigrationException(JsonMessages.NotText.At(_file.Path.Span, _file.Name, "UTF-8", offset + reader.TokenStartIndex));
        if (_closed || !_finder.IsThere(ref reader)) return ArrayScan.NeedsMore;
        if (reader.TokenType != JsonTokenType.StartArray) throw NotAnArray(reader.TokenType, lineAt((int)reader.TokenStartIndex), offset + reader.TokenStartIndex);
        _arrayDepth = reader.CurrentDepth;
        return ArrayScan.Opened;
    }

    private MigrationException Malformed(JsonException e, long offset) =>
        new(JsonMessages.Malformed.At(_file.Path.Span, _file.Name, e.LineNumber + 1, e.BytePositionInLine + 1, offset, JsonReason.Of(e)), inner: e);

    private MigrationException NotAnArray(JsonTokenType token, long line, long offset)
    {
        string where = _pointer.Text.Length == 0 ? "as a whole" : $"at '{_pointer.Text}'";
        return new MigrationException(JsonMessages.NotAnArray.At(_file.Path.Span, _file.Name, JsonFit.Name(JsonFit.KindOf(token)), where, line, offset));
    }
}
