namespace DataMigration.Connectors.Files;

/// <summary>Where bytes go, in order. Trouble is a failure of ours.</summary>
internal interface IOutput : IDisposable
{
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Hands everything written so far to the system, so that the end of this process loses none of it.</summary>
    void Flush();

    /// <summary>Hands everything over like <see cref="Flush"/>, so that a later process can go on behind it.</summary>
    /// <returns>Bytes so far.</returns>
    long Mark();

    /// <summary>Nothing more is written, and everything has arrived.</summary>
    void Seal();

    /// <summary>The load is whole.</summary>
    void Complete();
}
