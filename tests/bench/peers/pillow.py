"""Pillow, as its manual advises: the JPEG shrunk as it is read (draft). The
overlay is decoded once.
    pillow.py FOLDER
"""
import io
import sys
import time

import PIL
from PIL import Image

JOBS = ("S", "P", "S-full", "P-full")


def read_job(folder, name):
    job = {}
    with open(f"{folder}/{name}.txt", encoding="utf-8") as facts:
        for line in facts:
            key, *values = line.rstrip("\n").split("\t")
            if key == "photo":
                with open(values[0], "rb") as photo:
                    job[key] = photo.read()
            elif key != "line":
                job[key] = [float(value) for value in values]
    job["overlay"] = Image.open(f"{folder}/{name}-overlay.png").convert("RGBA")
    return job


def make(job):
    x, y, width, height = (int(value) for value in job["window"])
    left, top, crop_width, crop_height = job["crop"]
    photo = Image.open(io.BytesIO(job["photo"]))
    whole = photo.size[0]
    scale = width / crop_width
    photo.draft("RGB", (int(whole * scale), int(photo.size[1] * scale)))
    shrunk = photo.size[0] / whole
    box = [side * shrunk for side in
           (left, top, left + crop_width, top + crop_height)]
    poster = Image.new("RGB", [int(side) for side in job["size"]], "white")
    poster.paste(photo.resize((width, height), Image.Resampling.LANCZOS, box),
                 (x, y))
    poster.paste(job["overlay"], (0, 0), job["overlay"])
    file = io.BytesIO()
    poster.save(file, "PNG")
    return file.getbuffer()


def main():
    jobs = {name: read_job(sys.argv[1], name) for name in JOBS}
    print(f"Pillow {PIL.__version__}", flush=True)
    for line in sys.stdin:
        name, _, path = line.rstrip("\n").partition("\t")
        start = time.process_time()
        file = make(jobs[name])
        spent = (time.process_time() - start) * 1000
        if path:
            with open(path, "wb") as to:
                to.write(file)
        print(f"{spent:.3f}\t{len(file)}", flush=True)


main()
