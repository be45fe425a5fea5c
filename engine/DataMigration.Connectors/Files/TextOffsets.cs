using DataMigration.Data;

namespace DataMigration.Connectors.Files;

/// <summary>Maps offsets in a block's UTF-8 text to offsets in its original bytes. Slow, and meant for the rows that somebody asks for: goes on from the last answer.</summary>
internal sealed class TextOffsets(TextHeap raw, ICharacterStepper stepper)
{
    private int _raw;
    private int _text;

    /// <summary>Where the character at <paramref name="textOffset"/> starts in the original bytes; the text's length gives theirs.</summary>
    public int ToRaw(int textOffset)
    {
        if (textOffset < _text) (_raw, _text) = (0, 0);
        while (_text < textOffset && _raw < raw.Used)
        {
            _raw += stepper.Step(raw.Bytes.AsSpan(_raw..raw.Used), out int length);
            _text += length;
        }
        return _raw;
    }
}
