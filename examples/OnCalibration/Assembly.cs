using Reproduce.Testing;

[assembly: Paper("OnCalibration", "On Calibration of Modern Neural Networks")]
