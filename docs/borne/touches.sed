# /etc/espace-electeur/touches.sed : les touches qui quittent la console, la figent ou redémarrent la machine.
s/\<(Console_[0-9]+|(Last|Incr|Decr)_Console|Scroll_(Lock|Backward|Forward)|Show_(Memory|Registers|State)|KeyboardSignal|SAK|Boot|Break)\>/VoidSymbol/g
