// Everything in a program is exported by exports.cpp.
#include "abi/stadtkern.h"
