using DataMigration.Connectors.Files.Journals;

namespace DataMigration.Tests.Files.Journals;

/// <summary>Ends before a step as the process would: nothing is tidied up.</summary>
internal sealed class StoppingNames(int steps, bool links = true, Action? stopped = null) : IFileNames
{
    private int _left = steps;

    public bool TryLink(string file, string name)
    {
        Step();
        return links && FileNames.Disk.TryLink(file, name);
    }

    public void Move(string file, string name)
    {
        Step();
        FileNames.Disk.Move(file, name);
    }

    public void Delete(string file)
    {
        Step();
        FileNames.Disk.Delete(file);
    }

    private void Step()
    {
        if (_left-- != 0) return;
        stopped?.Invoke();
        throw new KilledException();
    }
}
