namespace DataMigration.Connectors.Files.Journals;

/// <summary>
/// What a journal does to the names of files, each step whole or not at all. A test stands in for it: to stop between two steps as the end of the process would, or for a disk without hard links.
/// </summary>
internal interface IFileNames
{
    /// <summary>Gives a file a second name.</summary>
    /// <returns>False where that is not possible; nothing has changed then.</returns>
    bool TryLink(string file, string name);

    /// <summary>Gives a file another name; who had that before loses it.</summary>
    void Move(string file, string name);

    /// <summary>Takes a name away, if it is there.</summary>
    void Delete(string file);
}
