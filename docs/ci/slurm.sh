#!/bin/sh
# Un tableau de dix tâches, une part chacune ; README.md l’explique.
#SBATCH --job-name=corrige
#SBATCH --array=1-10
#SBATCH --cpus-per-task=2
#SBATCH --mem=1G
#SBATCH --time=00:15:00
set -e
part="parts/$SLURM_ARRAY_TASK_ID"
# Toutes les parts partent du dossier réuni la dernière fois.
rm -rf "$part"
mkdir -p out parts
cp -a out "$part"
corrige build --shard auto --jobs "$SLURM_CPUS_PER_TASK" --out "$part"
