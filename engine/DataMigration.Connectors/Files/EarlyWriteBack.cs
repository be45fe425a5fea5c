using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DataMigration.Connectors.Files;

/// <summary>
/// Has the system begin to bring a growing file to the disk, so that its end waits for the last pieces only. Nothing is waited for here, and nothing promised: where the system has no words
/// for it, the end takes longer.
/// </summary>
internal sealed partial class EarlyWriteBack
{
    private const long Piece = 8 << 20;
    private const uint BeginWriting = 2;

    private long _begun;

    /// <summary>The file has got more bytes at its end.</summary>
    public void Grown(FileStream file)
    {
        long length = file.Position;
        if (length - _begun < Piece) return;
        try
        {
            if (OperatingSystem.IsLinux()) _ = SyncFileRange(file.SafeFileHandle, _begun, length - _begun, BeginWriting);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // The end takes longer.
        }
        _begun = length;
    }

    [LibraryImport("libc", EntryPoint = "sync_file_range")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SyncFileRange(SafeFileHandle file, long offset, long length, uint flags);
}
