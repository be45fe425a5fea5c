using System.Text;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>The encodings of columns that are not Unicode.</summary>
internal static class SqlServerCodePages
{
    /// <summary>For the driver too, which reads such columns by them.</summary>
    public static void Register() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>One that tells what it cannot encode, or null for Unicode.</summary>
    public static Encoding? Strict(int codePage)
    {
        if (codePage == 0) return null;
        Register();
        return Encoding.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback);
    }
}
