"""Tests of the goldenkey command, each verb in a process or on the test's database."""
