"""The pages of help, in the leaflet's words."""
