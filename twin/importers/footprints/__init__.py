"""Footprints of buildings: GeoJSON and CityJSON in any map projection.

`read` starts the child process (`worker`), which tells the two kinds apart, reads them (`geojson`,
`cityjson`), puts them on the map of the portfolio (`places`) and names what it left out.
"""
