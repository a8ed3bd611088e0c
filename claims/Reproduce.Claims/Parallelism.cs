// Figures take most of a warm run's time; the study they share locks itself while it is prepared.
[assembly: Parallelizable(ParallelScope.Children)]
