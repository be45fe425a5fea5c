using DataMigration.Execution;

namespace DataMigration.Tests.Execution;

public sealed class RejectCopyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reject-copy").FullName;

    [Fact]
    public void An_unedited_copy_may_be_replaced()
    {
        Copy.Write(Run("id\n1\n"), null, "a");
        Copy.WasEdited().Should().BeFalse();
        Copy.Write(Run("id\n2\n"), Run("{}\n"), "b");
        File.ReadAllText(Target).Should().Be("id\n2\n");
        File.Exists(Copy.ReasonsPath).Should().BeTrue();
    }

    [Fact]
    public void A_mended_copy_is_noticed()
    {
        Copy.Write(Run("id\n1\n"), null, "a");
        File.AppendAllText(Target, "mended\n");
        Copy.WasEdited().Should().BeTrue();
    }

    [Fact]
    public void A_file_of_somebody_else_is_noticed()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        File.WriteAllText(Target, "mine\n");
        Copy.WasEdited().Should().BeTrue();
    }

    [Fact]
    public void A_run_without_rejects_takes_the_old_ones_away()
    {
        Copy.Write(Run("id\n1\n"), Run("{}\n"), "a");
        Copy.Write(null, null, "b");
        File.Exists(Target).Should().BeFalse();
        File.Exists(Copy.ReasonsPath).Should().BeFalse();
        Copy.WasEdited().Should().BeFalse();
    }

    [Fact]
    public void It_is_the_run_s_that_made_it_mended_or_not()
    {
        Copy.IsOf("a").Should().BeFalse();
        Copy.Write(Run("id\n1\n"), null, "a");
        (Copy.IsOf("a"), Copy.IsOf("b")).Should().Be((true, false));
        File.AppendAllText(Target, "mended\n");
        (Copy.IsOf("a"), Copy.IsOf("b")).Should().Be((true, false));
        Copy.Write(Run("id\n2\n"), null, "b");
        (Copy.IsOf("a"), Copy.IsOf("b")).Should().Be((false, true));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Target => Path.Combine(_folder, "rejects", "customers.csv");

    private RejectCopy Copy => new(_folder, Target);

    private string Run(string text)
    {
        string path = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
        File.WriteAllText(path, text);
        return path;
    }
}
