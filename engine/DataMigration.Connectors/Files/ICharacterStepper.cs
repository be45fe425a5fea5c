namespace DataMigration.Connectors.Files;

/// <summary>Walks through original bytes one character at a time, without a memory of its own.</summary>
internal interface ICharacterStepper
{
    /// <summary>Takes one character.</summary>
    /// <param name="raw">What is left, not empty.</param>
    /// <param name="text">UTF-8 bytes that it gives.</param>
    /// <returns>How many bytes it has, at least one.</returns>
    int Step(ReadOnlySpan<byte> raw, out int text);
}
