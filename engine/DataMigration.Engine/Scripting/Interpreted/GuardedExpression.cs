using System.Collections;
using System.Collections.ObjectModel;
using Jint.Parser.Ast;

namespace DataMigration.Scripting.Interpreted;

/// <summary>One expression as the parts of a sequence: enumerated, and so checked, at every evaluation. Put around assignments within expressions, by which a text could double many times in one statement.</summary>
internal sealed class GuardedExpression(Expression expression, ScriptBudget budget) : ReadOnlyCollection<Expression>([expression]), IEnumerable<Expression>
{
    public static SequenceExpression Around(Expression expression, ScriptBudget budget) => new()
    {
        Type = SyntaxNodes.SequenceExpression,
        Expressions = new GuardedExpression(expression, budget),
        Location = expression.Location,
        Range = expression.Range,
    };

    IEnumerator<Expression> IEnumerable<Expression>.GetEnumerator()
    {
        budget.Spend(1);
        return GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<Expression>)this).GetEnumerator();
}
