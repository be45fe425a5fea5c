using System.Globalization;
using LegacyCrm;

// dotnet run --project generate -- FILE [ROWS] [SEED]
// The bytes depend on ROWS and SEED only. With the same seed, more rows only append to fewer.
if (args.Length is < 1 or > 3)
{
    Console.Error.WriteLine("usage: generate FILE [ROWS=5000] [SEED=20240607]");
    return 2;
}
long rows = args.Length > 1 ? long.Parse(args[1], NumberStyles.None, CultureInfo.InvariantCulture) : 5000;
ulong seed = args.Length > 2 ? ulong.Parse(args[2], NumberStyles.None, CultureInfo.InvariantCulture) : 20240607;

Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(args[0]))!);
var customers = new Customers(seed);
using (var writer = new CsvFile(args[0]))
{
    writer.Write(Customers.Header);
    for (long row = 0; row < rows; row++) writer.Write(customers.Next());
}
Console.WriteLine($"{rows} rows, {customers.Defects.Values.Sum()} of them bad:");
foreach (var (defect, count) in customers.Defects) Console.WriteLine($"  {defect,-16} {count}");
return 0;
