using System.Runtime.InteropServices;

namespace DataMigration.Connectors.Files.Journals;

/// <summary>What .NET does not offer of the system: a second name of a file, and bringing the names of a folder to the disk.</summary>
internal static partial class FolderEntries
{
    /// <summary>Gives a file a second name in the same folder; false where the file system or its rules do not allow it.</summary>
    public static bool TryLink(string file, string name)
    {
        try
        {
            if (OperatingSystem.IsWindows()) return CreateHardLink(name, file, 0);
            // Elsewhere the second name would be that of the file behind a symbolic link.
            return (OperatingSystem.IsLinux() || new FileInfo(file).LinkTarget is null) && Link(file, name) == 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Brings the names in a folder to the disk. Where the system does that only in its own time, a power failure may set names back, but in their order.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        try
        {
            int handle = Open(folder, 0);
            if (handle < 0) return;
            _ = Synchronize(handle);
            _ = Close(handle);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // As on Windows.
        }
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(string file, string name);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Synchronize(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int handle);

    [LibraryImport("kernel32", EntryPoint = "CreateHardLinkW", StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateHardLink(string name, string file, nint security);
}
