using Reproduce.Core.Attacks;
using Reproduce.Core.Data;

namespace Reproduce.Tests.Core.Attacks;

[TestFixture]
public sealed class AttackArgumentsTest
{
    private static readonly LinearNetwork Network = LinearNetwork.Random(new ImageShape(1, 1, 2), 3, "arguments");

    private static readonly (string Name, Action Make)[] BadSettings =
    [
        ("Epsilon", () => _ = new Fgsm(-0.1f)),
        ("Epsilon", () => _ = new Fgsm(float.NaN)),
        ("Epsilon", () => _ = new Pgd(null, Epsilon: float.PositiveInfinity)),
        ("StepSize", () => _ = new Pgd(null, StepSize: 0)),
        ("StepSize", () => _ = new Pgd(null, StepSize: float.NaN)),
        ("Steps", () => _ = new Pgd(null, Steps: 0)),
        ("RandomStart", () => _ = new Pgd("")),
        ("RandomStart", () => _ = new Apgd("")),
        ("Steps", () => _ = new DeepFool(Steps: 0)),
        ("Overshoot", () => _ = new DeepFool(Overshoot: -0.02f)),
        ("Overshoot", () => _ = new DeepFool(Overshoot: float.NaN)),
        ("Epsilon", () => _ = new Apgd(null, Epsilon: -1)),
        ("Steps", () => _ = new Apgd(null, Steps: -3)),
        ("Loss", () => _ = new Apgd(null, Loss: (ApgdLoss)7)),
        ("Stream", () => _ = new Square("")),
        ("Stream", () => _ = new Square(null!)),
        ("Epsilon", () => _ = new Square("s", Epsilon: -1)),
        ("Queries", () => _ = new Square("s", Queries: 0)),
        ("FirstShare", () => _ = new Square("s", FirstShare: 0)),
        ("FirstShare", () => _ = new Square("s", FirstShare: 1.1f)),
        ("FirstShare", () => _ = new Square("s", FirstShare: float.NaN)),
        ("Searches", () => _ = new CarliniWagnerL2(Searches: 0)),
        ("Iterations", () => _ = new CarliniWagnerL2(Iterations: 0)),
        ("StepSize", () => _ = new CarliniWagnerL2(StepSize: 0)),
        ("FirstConstant", () => _ = new CarliniWagnerL2(FirstConstant: float.NaN)),
        ("Theta", () => _ = new Jsma(Theta: 0)),
        ("Theta", () => _ = new Jsma(Theta: 1.5f)),
        ("Theta", () => _ = new Jsma(Theta: float.NaN)),
        ("Gamma", () => _ = new Jsma(Gamma: 0)),
        ("Gamma", () => _ = new Jsma(Gamma: float.NaN)),
    ];

    [Test]
    public void Settings_out_of_range_are_named()
    {
        foreach (var (name, make) in BadSettings)
        {
            make.Should().Throw<ArgumentException>().WithParameterName(name);
        }
    }

    [Test]
    public void Inputs_out_of_range_are_named([ValueSource(typeof(AttackInputs), nameof(AttackInputs.All))] IAttack attack)
    {
        void Throws(string name, float[] images, int[] labels, int firstIndex = 0, int room = 4)
        {
            var perturb = () => attack.Perturb(Network, images, labels, firstIndex, new float[room]);
            perturb.Should().Throw<ArgumentException>().WithParameterName(name);
        }

        Throws("images", [0, 0, 0], [0]);
        Throws("images", [], []);
        Throws("images", [0, 1, 0, -0.01f], [0, 0]);
        Throws("images", [0, 1, 0, 1.01f], [0, 0]);
        Throws("images", [0, 1, 0, float.NaN], [0, 0]);
        Throws("labels", [0, 0, 0, 0], [0]);
        Throws("labels", [0, 0, 0, 0], [0, 3]);
        Throws("labels", [0, 0, 0, 0], [-1, 0]);
        Throws("firstIndex", [0, 0, 0, 0], [0, 0], firstIndex: -1);
        Throws("adversarial", [0, 0, 0, 0], [0, 0], room: 3);
    }

    [Test]
    public void Images_are_not_overwritten()
    {
        var images = new float[4];

        var perturb = () => new Fgsm().Perturb(Network, images, [0, 0], 0, images);

        perturb.Should().Throw<ArgumentException>().WithParameterName("adversarial");
    }

    [Test]
    public void The_message_says_which_pixel_and_what_was_expected()
    {
        var perturb = () => new Fgsm().Perturb(Network, [0, 0, 0, -1], [0, 0]);

        perturb.Should().Throw<ArgumentException>().WithMessage("Pixel 1 of image 1 is -1; expected [0, 1]*");
    }
}
