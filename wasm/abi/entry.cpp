// The program for citizens: everything in it is exported by exports.cpp.
#include "abi/stadtkern.h"
