"""Figures that leave a library so that no single person can be worked out of them.

Whole figures stay exact, parts of persons are told in fives or tens, or left out.
`tables` says which, and why; `protect` does it; nothing here reads a file but `kept`.

Whoever knows this code may run it backwards. So what is told hangs only on what everybody
is told (whole figures, earlier tellings) and on tosses whose secret stays in the file:
`first` rounds by tosses, `later` lets old figures stand, and both leave a table with only
one explanation untold. The tests try every small table and every toss.

The base of rounding is k: fives where k is five, tens where it is ten (in prisons, and of
children, age, kind and disability). Fives would be finer there, but a five says "one to
nine", so it tells that there is somebody and that they are few, which k = 10 keeps back;
only tens leave open whether there is nobody, a few, or more. The tests' solver finds the
leak with base five and none with base k, and so decides it. Members, who are counted
month after month, are rounded to three times k: with less, several months bind them.
"""
