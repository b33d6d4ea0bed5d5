"""`python -m twin`: the same as the command `twin`."""

from multiprocessing import freeze_support

if __name__ == "__main__":
    freeze_support()
    from twin.cli import main

    main()
