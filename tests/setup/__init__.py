"""Tests of starting and stopping: the server as a process, the wheel, a clean environment."""
