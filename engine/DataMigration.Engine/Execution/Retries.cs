using DataMigration.Configuration.Definitions;
using DataMigration.Connectors;
using DataMigration.Failures;
using Polly;
using Polly.Retry;

namespace DataMigration.Execution;

/// <summary>Attempts as <c>on_error</c> says, by Polly.</summary>
internal sealed class Retries(RetryDefinition definition, TimeProvider time) : IRetries
{
    /// <summary>Hears of every failure that is tried again. Secrets in it are not masked yet.</summary>
    public Action<string>? Retried { get; set; }

    public async ValueTask<T> ExecuteAsync<T>(Func<CancellationToken, ValueTask<T>> attempt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await attempt(cancellationToken);
        }
        catch (MigrationException failure) when (failure.Temporary && definition.Attempts > 1)
        {
            return await AgainAsync(failure, attempt, cancellationToken);
        }
    }

    // Most runs never fail: only those that do load Polly, which counts the failure that there was as its first attempt.
    private ValueTask<T> AgainAsync<T>(MigrationException failure, Func<CancellationToken, ValueTask<T>> attempt, CancellationToken cancellationToken)
    {
        bool told = false;
        return Build().ExecuteAsync(token =>
        {
            if (told) return attempt(token);
            told = true;
            return ValueTask.FromException<T>(failure);
        }, cancellationToken);
    }

    private ResiliencePipeline Build() =>
        new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<MigrationException>(e => e.Temporary),
            MaxRetryAttempts = definition.Attempts - 1,
            Delay = TimeSpan.FromSeconds(definition.Delay),
            MaxDelay = TimeSpan.FromMinutes(1),
            BackoffType = definition.Backoff == Backoff.Exponential ? DelayBackoffType.Exponential : DelayBackoffType.Constant,
            UseJitter = true,
            OnRetry = arguments =>
            {
                Retried?.Invoke(ExecutionMessages.TriesAgain.At(null, ((MigrationException)arguments.Outcome.Exception!).Diagnostic.Message, arguments.AttemptNumber + 2, definition.Attempts, arguments.RetryDelay.TotalSeconds).Message);
                return default;
            },
        }).Build();
}
