using System.Data.SqlTypes;
using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.SqlServer;

public sealed class SqlServerErrorTests
{
    [Theory]
    [InlineData(SqlServerTrouble.Row, 515)]
    [InlineData(SqlServerTrouble.Row, 547)]
    [InlineData(SqlServerTrouble.Row, 2601)]
    [InlineData(SqlServerTrouble.Row, 2627)]
    [InlineData(SqlServerTrouble.Row, 2628)]
    [InlineData(SqlServerTrouble.Row, 8152)]
    [InlineData(SqlServerTrouble.Row, 8114)]
    [InlineData(SqlServerTrouble.Row, 245)]
    [InlineData(SqlServerTrouble.Row, 220)]
    [InlineData(SqlServerTrouble.Row, 8115)]
    [InlineData(SqlServerTrouble.Row, 241)]
    [InlineData(SqlServerTrouble.Row, 242)]
    [InlineData(SqlServerTrouble.Row, 50000)]
    [InlineData(SqlServerTrouble.Row, 51234)]
    [InlineData(SqlServerTrouble.Row, 3609)]
    [InlineData(SqlServerTrouble.Row, 3616)]
    [InlineData(SqlServerTrouble.Row, 266)]
    [InlineData(SqlServerTrouble.Row, 3998)]
    [InlineData(SqlServerTrouble.Row, 9420)]
    [InlineData(SqlServerTrouble.Row, 1946)]
    [InlineData(SqlServerTrouble.Passing, 1205)]
    [InlineData(SqlServerTrouble.Passing, 1222)]
    [InlineData(SqlServerTrouble.Passing, 3960)]
    [InlineData(SqlServerTrouble.Passing, 3961)]
    [InlineData(SqlServerTrouble.Passing, 40197)]
    [InlineData(SqlServerTrouble.Passing, 40501)]
    [InlineData(SqlServerTrouble.Passing, 40613)]
    [InlineData(SqlServerTrouble.Passing, 49918)]
    [InlineData(SqlServerTrouble.Passing, 49920)]
    [InlineData(SqlServerTrouble.Lost, 10053)]
    [InlineData(SqlServerTrouble.Lost, 10054)]
    [InlineData(SqlServerTrouble.Lost, 10060)]
    [InlineData(SqlServerTrouble.Lost, 233)]
    [InlineData(SqlServerTrouble.Lost, 64)]
    [InlineData(SqlServerTrouble.Statement, 208)]
    [InlineData(SqlServerTrouble.Statement, 229)]
    [InlineData(SqlServerTrouble.Statement, 102)]
    [InlineData(SqlServerTrouble.Statement, 4060)]
    [InlineData(SqlServerTrouble.Statement, 544)]
    [InlineData(SqlServerTrouble.Statement, 9002)]
    public void A_number_says_what_is_wrong(object trouble, int number) => SqlServerErrors.Classify([(number, 16)]).Should().Be((SqlServerTrouble)trouble);

    [Fact]
    public void What_ends_the_connection_is_a_loss_whatever_its_number() => SqlServerErrors.Classify([(0, 20)]).Should().Be(SqlServerTrouble.Lost);

    [Fact]
    public void The_first_error_decides_unless_another_says_that_all_is_lost()
    {
        SqlServerErrors.Classify([(50000, 16), (3609, 16)]).Should().Be(SqlServerTrouble.Row);
        SqlServerErrors.Classify([(208, 16), (3609, 16)]).Should().Be(SqlServerTrouble.Statement, "a trigger that names a missing table would refuse every row");
        SqlServerErrors.Classify([(515, 16), (596, 21)]).Should().Be(SqlServerTrouble.Lost);
        SqlServerErrors.Classify([(547, 16), (1205, 13)]).Should().Be(SqlServerTrouble.Passing);
        SqlServerErrors.Classify([(0, 0), (547, 16), (3621, 0)]).Should().Be(SqlServerTrouble.Row, "what a trigger prints is no error");
        SqlServerErrors.Classify([(0, 11)]).Should().Be(SqlServerTrouble.Lost, "the driver could not read the answer");
    }

    [Theory]
    [InlineData(515, false, "not_null")]
    [InlineData(2627, false, "unique")]
    [InlineData(2628, false, "length")]
    [InlineData(245, false, "type")]
    [InlineData(50000, false, "trigger")]
    [InlineData(3609, false, "trigger")]
    [InlineData(515, true, "trigger")]
    public void A_number_says_which_rule(int number, bool inTrigger, string code) => SqlServerErrors.RuleOf(number, inTrigger).Code.Should().Be(code);

    [Theory]
    [InlineData(547, false, "The INSERT statement conflicted with the FOREIGN KEY constraint \"fk 1\".", "foreign_key", "fk 1")]
    [InlineData(547, false, "The INSERT statement conflicted with the CHECK constraint \"datamigration_new_age\".", "check", "age")]
    [InlineData(547, false, "The DELETE statement conflicted with the REFERENCE constraint \"child_t\". The conflict occurred in database \"x\", table \"dbo.child\", column 'id'.", "foreign_key", "child_t")]
    [InlineData(547, true, "… constraint \"fk 1\".", "trigger", null)]
    [InlineData(2627, false, "Violation of PRIMARY KEY constraint 'pk'. Cannot insert duplicate key in object 'dbo.t'. The duplicate key value is ('ix').", "unique", "pk")]
    [InlineData(2601, false, "Cannot insert duplicate key row in object 'dbo.t' with unique index 'ix'. The duplicate key value is (1).", "unique", "ix")]
    [InlineData(2601, false, "Cannot insert duplicate key row in object 'dbo.t' with unique index 'another'.", "unique", null)]
    public void An_error_is_that_of_the_constraint_it_names(int number, bool inTrigger, string message, string rule, string? name)
    {
        var constraints = new Dictionary<string, SqlServerConstraint> { ["age"] = new(SqlRules.Check, "age"), ["datamigration_new_age"] = new(SqlRules.Check, "age"), ["fk 1"] = new(SqlRules.ForeignKey, "fk 1"), ["child_t"] = new(SqlRules.ForeignKey, "child_t"), ["ix"] = new(SqlRules.Unique, "ix"), ["pk"] = new(SqlRules.Unique, "pk") };
        var error = SqlServerRowErrors.Of(number, inTrigger, message, constraints);
        (error.Rule.Code, error.Constraint).Should().Be((rule, name));
    }

    [Fact]
    public void Decimals_of_38_digits_go_there_and_back()
    {
        foreach (string text in new[] { "99999999999999999999999999999999999999", "-99999999999999999999999999999999999999", "0", "-1", "18446744073709551616", "79228162514264337593543950336" })
        {
            var value = Int128.Parse(text);
            var sql = SqlServerValues.Decimal(value, 38, 10);
            SqlServerValues.Unscaled(sql, 10).Should().Be(value);
            SqlServerValues.Unscaled(SqlDecimal.Parse(sql.ToString()), 10).Should().Be(value);
        }
    }
}
