#!/bin/sh
# Makes the namespace; histories of closed workflows are kept for 90 days, the record itself is in the other schema.
set -eu
temporal operator namespace describe --namespace mingcha >/dev/null 2>&1 ||
	temporal operator namespace create --namespace mingcha --retention 2160h
