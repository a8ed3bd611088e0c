using CsCheck;
using Reproduce.Core.Networks;
using Reproduce.Core.Randomness;
using Reproduce.Core.Training;

namespace Reproduce.Tests.Core.Training;

[TestFixture]
public sealed class PerceptronBatchTest
{
    private static readonly Gen<(int Hidden, int Samples, double Temperature, double Dropout, uint Seed)> Cases =
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 30], Gen.Double[1, 100], Gen.OneOf(Gen.Const(0.0), Gen.Double[0.1, 0.8]), Gen.UInt);

    [Test]
    public void The_loss_is_the_mean_cross_entropy_at_the_temperature() =>
        Cases.Sample(
            sample =>
            {
                var problem = new Problem(sample.Hidden, sample.Samples, sample.Dropout, sample.Seed);

                var loss = problem.LossAndGradients(sample.Temperature).Loss;

                loss.Should().BeApproximately(problem.ExactLoss(problem.Parameters, sample.Temperature), 1e-5);
            },
            iter: 200);

    [Test]
    public void The_gradients_are_the_slopes_of_the_loss() =>
        Cases.Sample(
            sample =>
            {
                const double step = 1e-6;
                var problem = new Problem(sample.Hidden, sample.Samples, sample.Dropout, sample.Seed);
                if (problem.HasSampleNearHinge(10 * step))
                {
                    // A difference quotient across the bend of a ReLU is not the derivative.
                    return;
                }

                var gradients = problem.LossAndGradients(sample.Temperature).Gradients;

                for (var i = 0; i < problem.Parameters.Length; i++)
                {
                    double[] above = [.. problem.Parameters];
                    double[] below = [.. problem.Parameters];
                    above[i] += step;
                    below[i] -= step;
                    var slope = (problem.ExactLoss(above, sample.Temperature) - problem.ExactLoss(below, sample.Temperature)) / (2 * step);
                    // The largest derivatives are of order 1.
                    ((double)gradients[i]).Should().BeApproximately(slope, 2e-5);
                }
            },
            iter: 100);

    /// <summary>A random network and batch, and the loss computed by its definition in double precision.</summary>
    private sealed class Problem
    {
        private readonly int _hidden;
        private readonly float[] _x0;
        private readonly float[] _x1;
        private readonly float[][] _targets;
        private readonly double _dropout;
        private readonly float[] _keptUnits;

        public Problem(int hidden, int samples, double dropout, uint seed)
        {
            (_hidden, _dropout) = (hidden, dropout);
            var random = new MersenneTwister(seed);
            var parameters = InitialWeights.OfPerceptron(hidden, random).Parameters;
            Parameters = [.. parameters.ToArray().Select(value => (double)value)];
            _x0 = Draws();
            _x1 = Draws();
            _targets = [.. Enumerable.Range(0, samples).Select(_ => Probabilities())];
            _keptUnits = new float[hidden * samples];
            HiddenDropout.Draw(_keptUnits, dropout, random);

            float[] Draws() => [.. Enumerable.Range(0, samples).Select(_ => (float)random.NextNormal(0, 2))];

            float[] Probabilities()
            {
                double[] raw = [random.NextDouble(), random.NextDouble(), random.NextDouble() + 0.1];
                return [.. raw.Select(value => (float)(value / raw.Sum()))];
            }
        }

        public double[] Parameters { get; }

        public (double Loss, float[] Gradients) LossAndGradients(double temperature)
        {
            var batch = new PerceptronBatch(_hidden, _x0.Length, dropsUnits: _dropout > 0);
            _x0.CopyTo(batch.X0);
            _x1.CopyTo(batch.X1);
            batch.SampleWeights[.._x0.Length].Fill(1f / _x0.Length);
            for (var k = 0; k < Perceptron.Classes; k++)
            {
                for (var i = 0; i < _x0.Length; i++)
                {
                    batch.Targets[(k * batch.PaddedSize) + i] = _targets[i][k];
                }
            }

            for (var h = 0; h < _hidden && _dropout > 0; h++)
            {
                _keptUnits.AsSpan(h * _x0.Length, _x0.Length).CopyTo(batch.KeptUnits[(h * batch.PaddedSize)..]);
            }

            var gradients = new float[Parameters.Length];
            float[] parameters = [.. Parameters.Select(value => (float)value)];
            var loss = batch.LossAndGradients(parameters, (float)temperature, HiddenDropout.Scale(_dropout), gradients);
            return (loss, gradients);
        }

        /// <summary>Whether the sum of a hidden unit's inputs lies so near 0 that a step of one parameter may change its sign.</summary>
        /// <param name="distance">The distance of a sample whose coordinates are at most 1; others count as so many times as far.</param>
        public bool HasSampleNearHinge(double distance) =>
            Enumerable.Range(0, _x0.Length).Any(i => Enumerable.Range(0, _hidden).Any(h =>
                Math.Abs(InputOf(Parameters, h, i)) < distance * Math.Max(1, Math.Max(Math.Abs(_x0[i]), Math.Abs(_x1[i])))));

        public double ExactLoss(double[] parameters, double temperature) =>
            Enumerable.Range(0, _x0.Length).Average(i => ExactLoss(parameters, temperature, i));

        private double ExactLoss(double[] parameters, double temperature, int sample)
        {
            var logits = parameters[(6 * _hidden)..];
            for (var h = 0; h < _hidden; h++)
            {
                var activation = Math.Max(InputOf(parameters, h, sample), 0) * _keptUnits[(h * _x0.Length) + sample];
                for (var k = 0; k < Perceptron.Classes; k++)
                {
                    logits[k] += parameters[((3 + k) * _hidden) + h] * activation;
                }
            }

            var logSum = Math.Log(logits.Sum(logit => Math.Exp(logit / temperature)));
            return Enumerable.Range(0, Perceptron.Classes).Sum(k => _targets[sample][k] * (logSum - (logits[k] / temperature)));
        }

        private double InputOf(double[] parameters, int unit, int sample) =>
            (parameters[2 * unit] * _x0[sample]) + (parameters[(2 * unit) + 1] * _x1[sample]) + parameters[(2 * _hidden) + unit];
    }
}
