using System.Runtime.InteropServices;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>
/// The calls that every cell of a load goes through, to the library that SQLitePCL has brought. Its own ways hold the handle anew each time and have SQLite copy what is bound into
/// memory asked for cell by cell, which together took longer than the tree.
/// </summary>
internal static unsafe partial class SqliteCalls
{
    private const string Library = "e_sqlite3";

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64"), SuppressGCTransition]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    public static partial int Bind(nint statement, int parameter, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_double"), SuppressGCTransition]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    public static partial int Bind(nint statement, int parameter, double value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null"), SuppressGCTransition]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    public static partial int BindNull(nint statement, int parameter);

    /// <param name="statement">The statement's handle.</param>
    /// <param name="parameter">From 1.</param>
    /// <param name="text">UTF-8.</param>
    /// <param name="length">Of it, in bytes.</param>
    /// <param name="destructor">0 = the bytes stay as they are and where they are.</param>
    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text"), SuppressGCTransition]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    public static partial int BindText(nint statement, int parameter, byte* text, int length, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    public static partial int Step(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_reset")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    public static partial int Reset(nint statement);
}
