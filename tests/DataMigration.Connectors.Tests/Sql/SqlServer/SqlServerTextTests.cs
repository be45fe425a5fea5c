using DataMigration.Failures;
using Microsoft.Data.SqlClient;

namespace DataMigration.Connectors.Sql.SqlServer;

public sealed class SqlServerTextTests
{
    [Theory]
    [InlineData("CREATE TRIGGER tr ON t AFTER INSERT AS SELECT 1", "CREATE TRIGGER [n] ON [b] AFTER INSERT AS SELECT 1")]
    [InlineData("create or alter trigger [a].[t]]r] on \"x\".\"y\"\"z\" instead of insert as x", "CREATE TRIGGER [n] ON [b] instead of insert as x")]
    [InlineData("-- create trigger z on q\n/* on */CREATE\tTRIGGER dbo . tr /* on [q] */ ON -- t\n dbo.[t] FOR UPDATE AS", "CREATE TRIGGER [n] ON [b] FOR UPDATE AS")]
    [InlineData("ALTER TRIGGER tr ON t AS x", null)]
    [InlineData("CREATE TRIGGER tr AS x", null)]
    [InlineData("", null)]
    public void A_trigger_moves_to_another_table(string text, string? moved) => SqlServerTriggerText.On(text, "[n]", "[b]").Should().Be(moved);

    [Fact]
    public void An_expression_names_its_columns()
    {
        var columns = new HashSet<string>(["age", "a]b", "select", "x", "Name"], StringComparer.OrdinalIgnoreCase);
        SqlServerExpressions.Names("([age]>=(0) AND [a]]b]<>'x''[x]' AND \"select\" IS NOT NULL AND name LIKE N'%age%' AND [dbo].[f]([y])=(1))", columns).Should().Equal("age", "a]b", "select", "Name");
    }

    [Fact]
    public void A_connection_string_keeps_what_it_says_and_gets_what_a_run_needs()
    {
        var address = SqlServerAddress.Read("Server=tcp:db.example,1433;Database=crm;User ID=etl;Password=secret;TrustServerCertificate=true;Encrypt=false;Pooling=true;ConnectRetryCount=5;MultipleActiveResultSets=true");
        (address.DataSource, address.InitialCatalog, address.Password, address.TrustServerCertificate, address.Encrypt).Should().Be(("tcp:db.example,1433", "crm", "secret", true, SqlConnectionEncryptOption.Optional));
        (address.Pooling, address.ConnectRetryCount, address.MultipleActiveResultSets, address.ApplicationName).Should().Be((false, 0, false, "datamigration"));
        SqlServerAddress.Read("Server=x;Application Name=mine").ApplicationName.Should().Be("mine");
        SqlServerAddress.Read("Server=x").Encrypt.Should().Be(SqlConnectionEncryptOption.Mandatory);
    }

    [Theory]
    [InlineData("Database=crm")]
    [InlineData("nonsense secret")]
    [InlineData("Server=x;Passwort=secret")]
    [InlineData("Server=x;Connect Timeout=secret")]
    public void A_wrong_connection_string_is_not_repeated(string text)
    {
        var read = () => SqlServerAddress.Read(text);
        var failure = read.Should().Throw<MigrationException>().Which;
        failure.Diagnostic.Code.Should().Be("DM3260");
        failure.Message.Should().NotContain("secret");
    }

    [Fact]
    public void A_description_has_no_password() =>
        new SqlServerConnection(new SqlServerConnectionOptions { ConnectionString = "Server=db;Database=crm;User ID=etl;Password=secret" }).Description.Should().Be("SQL Server database crm on db");

    [Fact]
    public async Task A_server_that_does_not_answer_may_do_so_later()
    {
        var connection = new SqlServerConnection(new SqlServerConnectionOptions { ConnectionString = "Server=127.0.0.1,1;Database=crm;User ID=etl;Password=secret;Connect Timeout=2;Encrypt=false" });
        var open = async () => await connection.OpenAsync(null, default);
        var failure = (await open.Should().ThrowAsync<MigrationException>()).Which;
        (failure.Diagnostic.Code, failure.Temporary).Should().Be(("DM3261", true), failure.InnerException?.ToString());
    }

    [Fact]
    public async Task A_server_of_an_unknown_name_will_not()
    {
        var connection = new SqlServerConnection(new SqlServerConnectionOptions { ConnectionString = "Server=nowhere.invalid;Database=crm;User ID=etl;Password=secret;Connect Timeout=5;Encrypt=false" });
        var open = async () => await connection.OpenAsync(null, default);
        (await open.Should().ThrowAsync<MigrationException>()).Which.Temporary.Should().BeFalse();
    }

    [Theory]
    [InlineData("Latin1_General_CI_AS", "Straße ", "STRASSE", false)]
    [InlineData("Latin1_General_CI_AS", "Anna  ", "aNNA", true)]
    [InlineData("Latin1_General_CI_AS", "Zoë", "zoe", false)]
    [InlineData("Latin1_General_CI_AI", "Zoë", "zoe", true)]
    [InlineData("Latin1_General_CI_AI", "Zo\ufffeë", "zo\ufffee", true)]
    [InlineData("Latin1_General_CS_AS", "Anna", "anna", false)]
    [InlineData("Latin1_General_BIN2", "Anna ", "Anna", true)]
    [InlineData("Latin1_General_BIN2", "Anna", "anna", false)]
    public void Keys_are_compared_as_their_collation_does(string collation, string one, string other, bool same) =>
        SqlServerKey.Text(collation, one).SequenceEqual(SqlServerKey.Text(collation, other)).Should().Be(same);

    [Fact]
    public void A_lost_transaction_is_done_again_in_few_statements()
    {
        var journal = new SqlServerJournal(merges: true);
        journal.Mark("chunk");
        journal.Unstage([4]);
        journal.Mark("range");
        foreach (var (low, high) in new[] { (0, 3), (5, 9) })
        {
            journal.Add("update", low, high);
            journal.Add("insert", low, high);
            journal.Mark("range");
        }
        journal.Add("update", 10, 10);
        journal.Refused.Add(10);
        journal.GoBack("range");
        journal.Mark("range");
        journal.Add("insert", 11, 12);
        var (marks, unstaged, statements) = journal.Replay();
        marks.Should().Equal("chunk");
        unstaged.Should().Equal(4);
        statements.Should().Equal(("update", 0, 9), ("insert", 0, 12));
    }

    [Fact]
    public void A_lost_transaction_is_done_again_to_the_letter_where_order_matters()
    {
        var journal = new SqlServerJournal(merges: false);
        journal.Mark("chunk");
        journal.Add("update", 0, 1);
        journal.Add("insert", 0, 1);
        journal.Add("update", 2, 3);
        journal.Replay().Statements.Should().Equal(("update", 0, 1), ("insert", 0, 1), ("update", 2, 3));
        journal.GoBack("chunk");
        journal.Replay().Statements.Should().BeEmpty();
    }
}
