"""The only room that speaks ONNX: reads the model's files, checks them, scores and explains."""
