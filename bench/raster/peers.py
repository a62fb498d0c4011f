"""Peers of bench/raster.ts: GDAL, rasterio, numpy, shapely as a practised user drives them.

A process of its own that answers lines of JSON: {"task": …} → {"seconds": …, …}. What is read once by a peer that stays
(opened files, prepared trees) is not counted, as it is not counted for ours.
"""
import io
import json
import math
import resource
import subprocess
import sys
import time
import warnings

import numpy as np
from osgeo import gdal, ogr, osr

gdal.UseExceptions()
gdal.SetCacheMax(256 << 20)
warnings.simplefilter("ignore")
STATE = {}


def used(who):
    """Seconds of processors, all threads together."""
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def run(task):
    """A program, its time and its peak memory."""
    began = time.perf_counter()
    subprocess.run(task["argv"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return {"seconds": time.perf_counter() - began}


def change_mask(paths, threshold):
    """|ΔNDVI| over blocks of 512 rows: only some rows of four bands in memory."""
    # Bands do not keep their files open.
    files = [gdal.Open(path) for path in paths]
    bands = [file.GetRasterBand(1) for file in files]
    width, height = bands[0].XSize, bands[0].YSize
    mask = np.zeros((height, width), np.uint8)
    for y in range(0, height, 512):
        rows = min(512, height - y)
        r1, n1, r2, n2 = (band.ReadAsArray(0, y, width, rows).astype(np.float32) for band in bands)
        with np.errstate(invalid="ignore", divide="ignore"):
            before = (n1 - r1) / (n1 + r1)
            after = (n2 - r2) / (n2 + r2)
            mask[y : y + rows] = np.abs(after - before) > threshold
    return mask


def memory_raster(mask, like):
    source = gdal.Open(like)
    height, width = mask.shape
    raster = gdal.GetDriverByName("MEM").Create("", width, height, 1, gdal.GDT_Byte)
    raster.SetGeoTransform(source.GetGeoTransform())
    raster.SetProjection(source.GetProjection())
    raster.GetRasterBand(1).WriteArray(mask)
    return raster


def polygonised(raster):
    system = osr.SpatialReference(wkt=raster.GetProjection())
    layer_source = ogr.GetDriverByName("Memory").CreateDataSource("")
    layer = layer_source.CreateLayer("patches", system, ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("value", ogr.OFTInteger))
    band = raster.GetRasterBand(1)
    gdal.Polygonize(band, band, layer, 0)
    return layer_source, layer


def change(task):
    """Mask, polygons, those below the least area dropped, GeoJSON in degrees."""
    began, cpu = time.perf_counter(), used(resource.RUSAGE_SELF)
    mask = change_mask(task["paths"], task["threshold"])
    masked = time.perf_counter()
    raster = memory_raster(mask, task["paths"][0])
    keep, layer = polygonised(raster)
    components = layer.GetFeatureCount()
    degrees = osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    degrees.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    transform = osr.CoordinateTransformation(layer.GetSpatialRef(), degrees)
    kept, area = 0, 0.0
    with open(task["out"], "w") as file:
        file.write('{"type":"FeatureCollection","features":[')
        for feature in layer:
            geometry = feature.GetGeometryRef()
            own = geometry.GetArea()
            if own < task["least"]:
                continue
            area += own
            geometry.Transform(transform)
            file.write("," if kept else "")
            file.write('{"type":"Feature","properties":{"area":%f},"geometry":%s}' % (own, geometry.ExportToJson()))
            kept += 1
        file.write("]}")
    return {
        "seconds": time.perf_counter() - began,
        "cpu": used(resource.RUSAGE_SELF) - cpu,
        "mask": masked - began,
        "components": components,
        "kept": kept,
        "area": area,
        "cells": int(mask.sum()),
    }


def keep_mask(task):
    STATE["mask"] = memory_raster(change_mask(task["paths"], task["threshold"]), task["paths"][0])
    return {"cells": int(STATE["mask"].ReadAsArray().sum())}


def polygonise(task):
    """Polygonise alone, out of memory into memory, and the small ones dropped."""
    began, cpu = time.perf_counter(), used(resource.RUSAGE_SELF)
    keep, layer = polygonised(STATE["mask"])
    kept = sum(1 for feature in layer if feature.GetGeometryRef().GetArea() >= task["least"])
    return {"seconds": time.perf_counter() - began, "cpu": used(resource.RUSAGE_SELF) - cpu, "kept": kept}


def windows(task):
    source = gdal.Open(task["path"])
    gdal.SetCacheMax(task["cache"])
    band = source.GetRasterBand(1)
    began, cpu = time.perf_counter(), used(resource.RUSAGE_SELF)
    total = 0
    for x, y in task["at"]:
        total += int(band.ReadAsArray(x, y, task["size"], task["size"])[0, 0])
    seconds, cpu = time.perf_counter() - began, used(resource.RUSAGE_SELF) - cpu
    source = band = None
    gdal.SetCacheMax(256 << 20)
    return {"seconds": seconds, "cpu": cpu, "total": total}


def tiles(task):
    """One tile after the other as rio-tiler does it: WarpedVRT in Web Mercator, the tile's window, colours, PNG."""
    import rasterio
    from PIL import Image
    from rasterio.enums import Resampling
    from rasterio.vrt import WarpedVRT
    from rasterio.windows import from_bounds

    if "tiles" not in STATE:
        STATE["tiles"] = [rasterio.open(path) for path in task["paths"]]
        STATE["ramp"] = np.array(
            [[int(165 - 165 * i / 255), int(60 + 140 * i / 255), 40] for i in range(256)], np.uint8
        )
    half = math.pi * 6378137
    took, spent = [], []
    resampling = Resampling.bilinear if task["bilinear"] else Resampling.nearest
    for z, x, y in task["at"]:
        began, cpu = time.perf_counter(), time.process_time()
        side = 2 * half / 2**z
        west, north = x * side - half, half - y * side
        bands = []
        for source in STATE["tiles"]:
            transform = rasterio.transform.from_bounds(west, north - side, west + side, north, 256, 256)
            with WarpedVRT(
                source, crs="EPSG:3857", transform=transform, width=256, height=256, resampling=resampling, nodata=0
            ) as vrt:
                bands.append(vrt.read(1).astype(np.float32))
        red, nir = bands
        with np.errstate(invalid="ignore", divide="ignore"):
            ndvi = (nir - red) / (nir + red)
        clear = (red != 0) & (nir != 0)
        place = np.clip((np.nan_to_num(ndvi) + 0.2) / 1.1 * 255, 0, 255).astype(np.uint8)
        rgba = np.dstack([STATE["ramp"][place], np.where(clear, 255, 0).astype(np.uint8)])
        out = io.BytesIO()
        Image.fromarray(rgba, "RGBA").save(out, "PNG", compress_level=3)
        took.append(time.perf_counter() - began)
        spent.append(time.process_time() - cpu)
    return {"took": took, "spent": spent}


def mosum(task):
    """MOSUM monitoring with numpy, date by date over all cells at once, as nrt arranges it; least squares with gaps."""
    times = np.array(task["times"])
    if "stack" not in STATE:
        data = np.fromfile(task["stack"], np.float32)
        STATE["stack"] = data.reshape(len(times), -1)
    stack = STATE["stack"]
    began, cpu = time.perf_counter(), used(resource.RUSAGE_SELF)
    order, start, share, critical = task["order"], task["start"], task["window"], task["critical"]
    index = np.arange(1, len(times) + 1, dtype=np.float64)
    columns = [np.ones_like(index), index / len(times)]
    for k in range(1, order + 1):
        columns += [np.cos(2 * np.pi * k * times), np.sin(2 * np.pi * k * times)]
    design = np.column_stack(columns)
    p = design.shape[1]
    past = times < start
    x, y = design[past], stack[past].astype(np.float64)
    seen = np.isfinite(y)
    filled = np.where(seen, y, 0.0)
    n = seen.sum(0)
    outer = (x[:, :, None] * x[:, None, :]).reshape(len(x), p * p)
    normal = (seen.T.astype(np.float64) @ outer).reshape(-1, p, p)
    right = filled.T @ x
    beta = np.linalg.solve(normal, right[:, :, None])[:, :, 0]
    residual = np.where(seen, y - x @ beta.T, 0.0)
    sigma = np.sqrt((residual**2).sum(0) / (n - p))
    reach = np.floor(share * n).astype(np.int64)
    cells = stack.shape[1]
    # Residuals that were seen, each cell's own in a row of its own: sums of the last ⌊h·n⌋ are differences of running sums.
    sums = np.zeros((len(times) + 1, cells))
    count = np.zeros(cells, np.int64)
    every = np.arange(cells)
    for i in range(len(x)):
        add = seen[i]
        count[add] += 1
        sums[count[add], every[add]] = sums[count[add] - 1, every[add]] + residual[i, add]
    broken = np.zeros(cells)
    scale = sigma * np.sqrt(n)
    for i in range(len(x), len(times)):
        value = stack[i].astype(np.float64)
        add = np.isfinite(value)
        r = value - design[i] @ beta.T
        count[add] += 1
        sums[count[add], every[add]] = sums[count[add] - 1, every[add]] + r[add]
        moved = (sums[count, every] - sums[count - reach, every]) / scale
        ratio = count / n
        bound = critical * np.sqrt(2 * np.where(ratio <= np.e, 1.0, np.log(np.maximum(ratio, 1.0))))
        first = add & (broken == 0) & (np.abs(moved) > bound)
        broken[first] = times[i]
    return {"seconds": time.perf_counter() - began, "cpu": used(resource.RUSAGE_SELF) - cpu, "breaks": int((broken > 0).sum())}


def overlay(task):
    """Each patch with each county it meets: area of the intersection, by a tree and prepared nothing."""
    import shapely
    from shapely import wkb
    from shapely.strtree import STRtree

    if "patches" not in STATE:
        read = lambda path: [wkb.loads(bytes.fromhex(line)) for line in open(path).read().split()]
        STATE["patches"], STATE["counties"] = read(task["patches"]), read(task["counties"])
    patches, counties = STATE["patches"], STATE["counties"]
    began, cpu = time.perf_counter(), used(resource.RUSAGE_SELF)
    tree = STRtree(counties)
    pairs, hits, area = 0, 0, 0.0
    for patch in patches:
        for found in tree.query(patch):
            county = counties[found] if isinstance(found, (int, np.integer)) else found
            pairs += 1
            common = patch.intersection(county)
            if not common.is_empty:
                hits += 1
                area += common.area
    return {"seconds": time.perf_counter() - began, "cpu": used(resource.RUSAGE_SELF) - cpu, "pairs": pairs, "hits": hits, "area": area}


TASKS = {
    "run": run,
    "change": change,
    "keepMask": keep_mask,
    "polygonise": polygonise,
    "windows": windows,
    "tiles": tiles,
    "mosum": mosum,
    "overlay": overlay,
}


for line in sys.stdin:
    asked = json.loads(line)
    who = resource.RUSAGE_CHILDREN if asked["task"] == "run" else resource.RUSAGE_SELF
    before = used(who)
    answer = TASKS[asked["task"]](asked)
    answer["cpu"] = answer.get("cpu", used(who) - before)
    answer["rss"] = resource.getrusage(who).ru_maxrss
    print(json.dumps(answer), flush=True)
