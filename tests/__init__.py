"""The tests of `cleaner`: laws, units, rules, golden fixtures, layers and the public interface."""
