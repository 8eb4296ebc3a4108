package main

import (
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// processorTime is what this process has used of the processors. It stays comparable when others use the machine too.
func processorTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// resident is this process's memory in MiB, 0 where the system does not tell.
func resident() float64 {
	raw, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	pages, err := strconv.Atoi(strings.Fields(string(raw))[1])
	if err != nil {
		return 0
	}
	return float64(pages*os.Getpagesize()) / (1 << 20)
}
