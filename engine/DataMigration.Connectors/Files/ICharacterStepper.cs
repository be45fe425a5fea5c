namespace DataMigration.Connectors.Files;

/// <summary>Walks through the original bytes by the smallest steps at which the text's offset is known.</summary>
internal interface ICharacterStepper
{
    /// <summary>Takes the next bytes.</summary>
    /// <param name="raw">What is left, not empty.</param>
    /// <param name="text">UTF-8 bytes that they give.</param>
    /// <returns>How many bytes were taken, at least one.</returns>
    int Step(ReadOnlySpan<byte> raw, out int text);

    /// <summary>Begins anew.</summary>
    void Reset();
}
