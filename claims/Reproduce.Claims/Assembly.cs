using Reproduce.Testing;

// Figures take most of a warm run's time; the study they share locks itself while it is prepared.
[assembly: Parallelizable(ParallelScope.Children)]

[assembly: Paper(
    "TrustworthyDistillation",
    "Trustworthy Distillation? High-Temperature Distillation as Double Regularization Plus Gradient Masking",
    Description = "paper.json")]
