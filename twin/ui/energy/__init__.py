"""The energy of a building on screen: calculated, labelled and metered, each in its own box."""
