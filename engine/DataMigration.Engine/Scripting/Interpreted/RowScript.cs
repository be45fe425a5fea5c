using DataMigration.Data;
using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Parser.Ast;
using Jint.Runtime.Environments;

namespace DataMigration.Scripting.Interpreted;

/// <summary>One script of a pipeline, ready to run on the row that it is moved to.</summary>
internal abstract class RowScript(ParsedScript parsed, RowObject row)
{
    public ParsedScript Parsed { get; } = parsed;

    public RowObject Row { get; } = row;

    /// <param name="realm">Where it runs.</param>
    /// <param name="guards">Of its engine; the tree has not been through them yet.</param>
    /// <param name="parsed">The script: a program whose value is a function of a row.</param>
    /// <param name="schema">The row's fields.</param>
    public static RowScript Of(Realm realm, TreeGuards guards, ParsedScript parsed, RecordSchema schema)
    {
        var row = new RowObject(realm.Engine, schema, realm.Reading);
        var alone = Alone(parsed.Program);
        guards.Prepare(parsed.Program);
        if (alone is not null) return new ExpressionScript(realm, alone, parsed, row);
        realm.Budget.Start();
        realm.Engine.Execute(parsed.Program);
        return new FunctionScript((FunctionInstance)realm.Engine.GetCompletionValue().AsObject(), parsed, row);
    }

    public abstract JsValue Run();

    /// <summary>All that a script says, where it only returns something and does not ask what it was called with.</summary>
    private static ReturnStatement? Alone(Program program)
    {
        if (program.Body.Single() is not ExpressionStatement { Expression: FunctionExpression { Body: BlockStatement body } }) return null;
        return body.Body.ToArray() is [ReturnStatement { Argument: not null } only] && !AsksForArguments(only) ? only : null;
    }

    private static bool AsksForArguments(SyntaxNode node) => node is Identifier { Name: "arguments" } || SyntaxTree.Children(node).Any(AsksForArguments);

    private sealed class FunctionScript(FunctionInstance code, ParsedScript parsed, RowObject row) : RowScript(parsed, row)
    {
        private readonly JsValue[] _arguments = [new JsValue(row)];

        public override JsValue Run() => code.Call(JsValue.Undefined, _arguments);
    }

    /// <summary>An expression in a scope with the row, without a call around it: which would take longer than most of them.</summary>
    private sealed class ExpressionScript : RowScript
    {
        private readonly Engine _engine;
        private readonly ScriptBudget _budget;
        private readonly Expression _code;
        private readonly LexicalEnvironment _scope;

        public ExpressionScript(Realm realm, ReturnStatement alone, ParsedScript parsed, RowObject row) : base(parsed, row)
        {
            (_engine, _budget, _code) = (realm.Engine, realm.Budget, alone.Argument);
            var names = new DeclarativeEnvironmentRecord(_engine);
            names.CreateImmutableBinding("row");
            names.InitializeImmutableBinding("row", new JsValue(row));
            _scope = new LexicalEnvironment(names, _engine.GlobalEnvironment);
        }

        public override JsValue Run()
        {
            using var strict = new StrictModeScope(true, true);
            _engine.EnterExecutionContext(_scope, _scope, JsValue.Undefined);
            try
            {
                // As the statement would that returns it.
                _budget.Spend(2);
                return _engine.GetValue(_engine.EvaluateExpression(_code));
            }
            finally
            {
                _engine.LeaveExecutionContext();
            }
        }
    }
}
