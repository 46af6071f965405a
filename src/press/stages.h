// Stages: the clock that the stages of a poster are told by.
#pragma once

// Processor time of the calling thread, in milliseconds.
double stages_clock_ms(void);
