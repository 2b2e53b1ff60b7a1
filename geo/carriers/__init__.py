"""Carriers (载体): the inventory of buildings, floors and units that can be let or sold."""
